//! Who is asking: secrets, the cookies that carry them, and the sessions they open. A session is looked up by the
//! SHA-256 of its secret; the secret itself is in the browser and nowhere else.
//!
//! What a person may do once it is known who they are is not decided here.

mod cookie;
mod origin;
mod session;
mod token;

pub use origin::{PublicUrl, origin_allowed};
pub use session::{CoordinatorSession, SeatSession};
pub use token::{Token, TokenHash};

pub(crate) use cookie::{Kind, clear_cookie, read_cookie, read_seat_cookies, seats_in, set_cookie};
