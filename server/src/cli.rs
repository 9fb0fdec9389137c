//! The subcommands that need no server: what frameworks there are, what a filled form comes to, and whether a file can
//! be imported. Where there is a database, they also read the frameworks that an area published, and change nothing.
//!
//! Each writes its answer to the writer that it is given and returns why there is none; `main` decides what goes to
//! which stream and how the program ends. `docs/forms.md` and `docs/frameworks.md` describe the files.

mod convert;
mod frameworks;
mod installed;
mod mark;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::Context as _;

pub use convert::Convert;
pub use frameworks::Frameworks;
pub use mark::Mark;

/// The bytes of a file, or of standard input where it is called `-`; one byte more than `bytes_max` is the most that is
/// read, so that a check of the length still sees that there was too much.
fn read(file: &Path, bytes_max: usize) -> anyhow::Result<Vec<u8>> {
    let most = u64::try_from(bytes_max).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("cannot read {}", plain(&file.to_string_lossy())))?;
    Ok(bytes)
}

/// Writes an answer. A reader of only its beginning, such as `head`, is no error.
fn write(out: &mut impl Write, text: &str) -> anyhow::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write the answer"),
    }
}

/// A text from a file as it may be shown on a terminal, which would obey control characters.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
