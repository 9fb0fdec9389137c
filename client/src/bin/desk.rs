//! Every page but the room, see the library.

fn main() {
    accord_client::start_desk();
}
