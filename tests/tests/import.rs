//! Importing frameworks through the real program: what an area's list becomes, and what hostile files come to.
//!
//! Every hostile file is given to a program of its own that may use two seconds of the processor and half a gigabyte
//! of address space; whatever needs more is ended by the system, and the test fails. Some of them are given to a running
//! server of the same size as well, which must refuse each within as much time of the processor and little memory, and go
//! on. Files are made here, byte by byte where a well-behaved library would not make them.

mod import {
    pub mod archives;
    pub mod http;
    pub mod lists;
    pub mod page;
    pub mod program;
    pub mod sheets;
    pub mod shipped;
}
