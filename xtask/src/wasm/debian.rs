//! Debian's own Rust for wasm, for machines where rustup cannot add a target.
//!
//! Debian keeps a current compiler for its browsers: `rustc-web`, with the sources of the standard library in
//! `rust-web-src`. They conflict with a rustup from packages, so they are not installed: apt downloads and
//! checks them, and they are unpacked into a private folder, which needs no rights at all.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::remove_folder;
use crate::{paths, shell};

/// The compiler, and the sources that `-Zbuild-std` compiles.
const COMPILER: &str = "rustc-web";
const SOURCES: &str = "rust-web-src";

/// Where a compiler looks for the sources, below its own prefix.
const SOURCES_PATH: &str = "lib/rustlib/src/rust/library/std/Cargo.toml";

/// A Debian compiler that can build the standard library.
pub struct Compiler {
    /// The program.
    pub rustc: PathBuf,
    /// The folder of its own libraries, among them LLVM.
    pub libraries: PathBuf,
    /// The folder with `rust-lld`, if it is not on the `PATH` anyway.
    pub linker_folder: Option<PathBuf>,
}

/// A compiler that is there already: in the system, or unpacked by an earlier run.
pub fn installed() -> Result<Option<Compiler>> {
    for root in [PathBuf::from("/"), private_root()] {
        let prefix = root.join("usr");
        if prefix.join("bin/rustc").is_file() && prefix.join(SOURCES_PATH).is_file() {
            return Ok(Some(compiler_in(&root)?));
        }
    }
    Ok(None)
}

/// Whether this is a system with Debian's package tools.
pub fn can_provision() -> bool {
    ["apt-get", "apt-cache", "dpkg", "tar"].iter().all(|tool| shell::find_program(&[tool]).is_some())
}

/// Downloads and unpacks into the private folder.
pub fn provision() -> Result<Compiler> {
    let root = private_root();
    eprintln!("Fetching Debian's Rust for wasm into {} (155 MB, once)", root.display());
    let part = root.with_extension("part");
    remove_folder(&part)?;
    let apt = Apt::new(&part.join("apt"))?;
    apt.run("apt-get", &["update"])?;
    let mut packages = vec![COMPILER.to_owned(), SOURCES.to_owned()];
    apt.add_missing_libraries(COMPILER, &mut packages)?;
    if rust_lld()?.is_none() {
        packages.push(linker_package(&packages)?);
    }
    apt.download(&packages)?;
    let unpacked = part.join("root");
    fs::create_dir_all(&unpacked)?;
    for package in apt.downloaded()? {
        unpack(&package, &unpacked)?;
    }
    link_linker(&unpacked)?;
    remove_folder(&root)?;
    fs::rename(&unpacked, &root)?;
    remove_folder(&part)?;
    installed()?.context("Debian's packages were unpacked, but hold no compiler with sources")
}

/// Outside the checkout where possible, so that a second checkout finds it.
fn private_root() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")));
    cache.map_or_else(|| paths::target().join("wasm-toolchain"), |cache| cache.join("accord/wasm-toolchain"))
}

fn compiler_in(root: &Path) -> Result<Compiler> {
    let rustc = root.join("usr/bin/rustc");
    let libraries = library_folder(root)?;
    let version = shell::output(Command::new(&rustc).arg("--version").env("LD_LIBRARY_PATH", &libraries))?;
    eprintln!("Using Debian's {} from {}", version.trim(), root.display());
    let own_linker = root.join("bin");
    let linker_folder = if own_linker.join("rust-lld").exists() { Some(own_linker) } else { rust_lld()? };
    Ok(Compiler { rustc, libraries, linker_folder })
}

/// `usr/lib/x86_64-linux-gnu` or the like: the one with the compiler's driver in it.
fn library_folder(root: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(root.join("usr/lib"))? {
        let folder = entry?.path();
        let Ok(files) = fs::read_dir(&folder) else {
            continue;
        };
        if files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("librustc_driver-")) {
            return Ok(folder);
        }
    }
    bail!("{} holds no librustc_driver", root.display())
}

/// The folder of the active toolchain's `rust-lld`, which links for wasm.
fn rust_lld() -> Result<Option<PathBuf>> {
    let rustlib = PathBuf::from(shell::output(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let hosts = fs::read_dir(rustlib.join("lib/rustlib")).into_iter().flatten().flatten();
    Ok(hosts.map(|host| host.path().join("bin")).find(|folder| folder.join("rust-lld").is_file()))
}

/// Debian's lld of the same LLVM as the compiler's.
fn linker_package(packages: &[String]) -> Result<String> {
    let llvm = packages.iter().find_map(|name| name.strip_prefix("libllvm"));
    Ok(format!("lld-{}", llvm.context("the compiler needs no libllvm: cannot tell which lld fits")?))
}

/// Gives an unpacked `lld` the name that the compiler asks for.
fn link_linker(root: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(root.join("usr/lib")) else {
        return Ok(());
    };
    let lld = entries.flatten().map(|entry| entry.file_name()).find(|name| {
        name.to_string_lossy().starts_with("llvm-") && root.join("usr/lib").join(name).join("bin/lld").is_file()
    });
    if let Some(llvm) = lld {
        fs::create_dir_all(root.join("bin"))?;
        let program = Path::new("../usr/lib").join(llvm).join("bin/lld");
        std::os::unix::fs::symlink(program, root.join("bin/rust-lld"))?;
    }
    Ok(())
}

/// Unpacks one package; of the compiler's sources only the library, which is a tenth of them.
fn unpack(package: &Path, into: &Path) -> Result<()> {
    let mut tar = Command::new("tar");
    tar.arg("-x").arg("-C").arg(into);
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with(SOURCES) {
        tar.args(["--wildcards", "./usr/src/rustc-*/library", "./usr/lib/rustlib/src*"]);
    }
    let mut dpkg = Command::new("dpkg").arg("--fsys-tarfile").arg(package).stdout(Stdio::piped()).spawn()?;
    tar.stdin(dpkg.stdout.take().context("dpkg has no output")?);
    let unpacked = shell::run(&mut tar).with_context(|| format!("cannot unpack {name}"));
    ensure!(dpkg.wait()?.success(), "dpkg cannot read {name}");
    unpacked
}

/// Debian's package tools with private lists and a private download folder, so that they need no rights.
struct Apt {
    folder: PathBuf,
}

impl Apt {
    fn new(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder.join("state/lists/partial"))?;
        fs::create_dir_all(folder.join("cache/archives/partial"))?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn command(&self, tool: &str) -> Command {
        let mut command = Command::new(tool);
        command.arg("-qq").arg("-o").arg(format!("Dir::State={}", self.folder.join("state").display()));
        command.arg("-o").arg(format!("Dir::Cache={}", self.folder.join("cache").display()));
        command.args(["-o", "Dir::State::status=/var/lib/dpkg/status", "-o", "Debug::NoLocking=1"]);
        // A download folder below root's home is closed to apt's own user.
        command.args(["-o", "APT::Sandbox::User=root"]);
        command.current_dir(self.folder.join("cache/archives")).stdin(Stdio::null());
        command
    }

    fn run(&self, tool: &str, args: &[&str]) -> Result<()> {
        shell::run(self.command(tool).args(args))
    }

    /// Adds the libraries that a package needs, directly or not, and that the system has not.
    fn add_missing_libraries(&self, package: &str, packages: &mut Vec<String>) -> Result<()> {
        let listing = shell::output(self.command("apt-cache").args(["depends", "--important", package]))
            .with_context(|| format!("Debian's packages know no {package} here; try `rustup target add` instead"))?;
        for line in listing.lines() {
            let Some(name) = line.trim().strip_prefix("Depends: ") else {
                continue;
            };
            let is_library = name.starts_with("lib") && !name.starts_with("libc6");
            if is_library && !packages.iter().any(|known| known == name) && !is_installed(name) {
                packages.push(name.to_owned());
                self.add_missing_libraries(name, packages)?;
            }
        }
        Ok(())
    }

    fn download(&self, packages: &[String]) -> Result<()> {
        let names: Vec<&str> = packages.iter().map(String::as_str).collect();
        self.run("apt-get", &[["download"].as_slice(), &names].concat())
    }

    fn downloaded(&self) -> Result<Vec<PathBuf>> {
        let files = fs::read_dir(self.folder.join("cache/archives"))?;
        let files = files.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
        Ok(files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "deb")).collect())
    }
}

fn is_installed(package: &str) -> bool {
    let status =
        shell::output(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]));
    status.is_ok_and(|status| status == "installed")
}
