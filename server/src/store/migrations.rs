//! The schema, step by step: the files of `migrations/sqlite` inside the program. They are listed by hand: the macro that
//! would find them compiles half of the database driver a second time.

use std::future::ready;
use std::pin::Pin;

use sqlx::SqlSafeStr as _;
use sqlx::error::BoxDynError;
use sqlx::migrate::{Migration, MigrationSource, MigrationType};

/// Number, name and text of each step; the file is called after the first two.
const STEPS: [(i64, &str, &str); 4] = [
    (1, "areas panels rooms", include_str!("../../../migrations/sqlite/0001_areas_panels_rooms.sql")),
    (2, "plans", include_str!("../../../migrations/sqlite/0002_plans.sql")),
    (3, "own frameworks", include_str!("../../../migrations/sqlite/0003_own_frameworks.sql")),
    (4, "panels change", include_str!("../../../migrations/sqlite/0004_panels_change.sql")),
];

/// The steps that are inside the program.
#[derive(Debug)]
pub struct Steps;

impl MigrationSource<'static> for Steps {
    fn resolve(self) -> Pin<Box<dyn Future<Output = Result<Vec<Migration>, BoxDynError>> + Send + 'static>> {
        let steps = STEPS.into_iter().map(|(number, name, text)| {
            Migration::new(number, name.into(), MigrationType::Simple, text.into_sql_str(), false)
        });
        Box::pin(ready(Ok(steps.collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_a_step() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
        let files = std::fs::read_dir(folder).expect("a folder of files");
        let mut files: Vec<String> =
            files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
        files.sort();
        let steps = STEPS.map(|(number, name, _)| format!("{number:04}_{}.sql", name.replace(' ', "_")));
        assert_eq!(files, steps);
    }
}
