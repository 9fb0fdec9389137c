//! The room and the room screen, see the library.

fn main() {
    accord_client::start_room();
}
