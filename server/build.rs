//! Makes sure that the folder which the server embeds is there, so that `cargo check` works on a fresh clone.
//!
//! The real one is made by `cargo xtask wasm`; what is written here only says so. A folder that is there is
//! left alone, and its changes are not watched: a program for production is built by `cargo xtask dist`.

use std::path::Path;
use std::{fs, io};

const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en-GB\">
  <head>
    <meta charset=\"utf-8\">
    <title>Accord</title>
  </head>
  <body>
    <p>The browser client is not built yet: <code>cargo xtask run</code> builds it.</p>
  </body>
</html>
";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist");
    fs::create_dir_all(&dist)?;
    for page in ["index.html", "room.html"] {
        let page = dist.join(page);
        if !page.exists() {
            fs::write(page, PLACEHOLDER)?;
        }
    }
    Ok(())
}
