//! How frames become bytes and back.
//!
//! One function for each direction of each part. What the parts mean is said in `wire`.

use super::lib0::{ReadError, Reader, Writer};
use super::{AuthMessage, Body, Frame, Scope, SyncMessage, WireError, number};
use crate::wire::limits;

/// How long the parts of a frame may be, by who sent it.
#[derive(Clone, Copy)]
struct Bounds {
    frame: usize,
    state_vector: usize,
    step2: usize,
    update: usize,
    stateless: usize,
    awareness: usize,
}

const FROM_CLIENT: Bounds = Bounds {
    frame: limits::FRAME_BYTES_MAX,
    state_vector: limits::STATE_VECTOR_BYTES_MAX,
    step2: limits::STEP2_BYTES_MAX,
    update: limits::UPDATE_BYTES_MAX,
    stateless: limits::STATELESS_BYTES_MAX,
    awareness: limits::AWARENESS_BYTES_MAX,
};

const FROM_SERVER: Bounds = Bounds {
    frame: limits::SERVER_FRAME_BYTES_MAX,
    state_vector: limits::SERVER_FRAME_BYTES_MAX,
    step2: limits::SERVER_FRAME_BYTES_MAX,
    update: limits::SERVER_FRAME_BYTES_MAX,
    stateless: limits::SERVER_FRAME_BYTES_MAX,
    awareness: limits::SERVER_FRAME_BYTES_MAX,
};

impl Frame {
    /// Reads what a client sent, within the limits for clients.
    ///
    /// # Errors
    /// What is wrong with the bytes, or which limit they exceed.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        Self::decode_within(bytes, FROM_CLIENT)
    }

    /// Reads what the server sent, of at most `limits::SERVER_FRAME_BYTES_MAX`.
    ///
    /// # Errors
    /// What is wrong with the bytes, or which limit they exceed.
    pub fn decode_from_server(bytes: &[u8]) -> Result<Self, WireError> {
        Self::decode_within(bytes, FROM_SERVER)
    }

    fn decode_within(bytes: &[u8], bounds: Bounds) -> Result<Self, WireError> {
        if bytes.len() > bounds.frame {
            return Err(WireError::TooLong("frame"));
        }
        if let [byte] = bytes {
            match u64::from(*byte) {
                number::PING => return Ok(Self::Ping),
                number::PONG => return Ok(Self::Pong),
                _ => {}
            }
        }
        let mut reader = Reader::new(bytes);
        let address = reader.string()?.parse()?;
        let body = match reader.var_uint()? {
            number::SYNC => Body::Sync(decode_sync(&mut reader, bounds)?),
            number::AWARENESS => {
                Body::Awareness(bounded(reader.buf()?, bounds.awareness, "awareness update")?.to_vec())
            }
            number::AUTH => Body::Auth(decode_auth(&mut reader)?),
            number::QUERY_AWARENESS => Body::QueryAwareness,
            number::STATELESS => Body::Stateless(text(&mut reader, bounds.stateless, "stateless payload")?),
            number::CLOSE if reader.remaining() == 0 => Body::Close(None),
            number::CLOSE => Body::Close(Some(text(&mut reader, limits::REASON_BYTES_MAX, "reason")?)),
            number::SYNC_STATUS => Body::SyncStatus(decode_status(&mut reader)?),
            // What follows an unknown number cannot be judged, so that its bytes are not either.
            unknown => return Ok(Self::new(address, Body::Unknown(unknown))),
        };
        reader.finish()?;
        Ok(Self::new(address, body))
    }

    /// Writes the frame. Lengths are not checked: what the server says it has made itself, and what a client says the
    /// server will judge.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        match self {
            Self::Ping => writer.var_uint(number::PING),
            Self::Pong => writer.var_uint(number::PONG),
            Self::Document { address, body } => {
                writer.string(&address.to_string());
                encode_body(&mut writer, body);
            }
        }
        writer.into_bytes()
    }
}

fn decode_sync(reader: &mut Reader<'_>, bounds: Bounds) -> Result<SyncMessage, WireError> {
    let number = reader.var_uint()?;
    let bytes = reader.buf()?;
    match number {
        number::SYNC_STEP1 => Ok(SyncMessage::Step1(bounded(bytes, bounds.state_vector, "state vector")?.to_vec())),
        number::SYNC_STEP2 => Ok(SyncMessage::Step2(bounded(bytes, bounds.step2, "step 2")?.to_vec())),
        number::SYNC_UPDATE => Ok(SyncMessage::Update(bounded(bytes, bounds.update, "update")?.to_vec())),
        _ => Err(WireError::NotUnderstood("sync submessage")),
    }
}

fn decode_auth(reader: &mut Reader<'_>) -> Result<AuthMessage, WireError> {
    match reader.var_uint()? {
        number::AUTH_TOKEN if reader.remaining() == 0 => Ok(AuthMessage::TokenRequest),
        number::AUTH_TOKEN => Ok(AuthMessage::Token {
            token: text(reader, limits::TOKEN_BYTES_MAX, "token")?,
            // Providers before version 4 end here.
            version: match reader.remaining() {
                0 => None,
                _ => Some(text(reader, limits::VERSION_BYTES_MAX, "version")?),
            },
        }),
        number::AUTH_PERMISSION_DENIED => {
            Ok(AuthMessage::PermissionDenied(text(reader, limits::REASON_BYTES_MAX, "reason")?))
        }
        number::AUTH_AUTHENTICATED => match reader.string()? {
            word if word == Scope::ReadWrite.as_str() => Ok(AuthMessage::Authenticated(Scope::ReadWrite)),
            word if word == Scope::Readonly.as_str() => Ok(AuthMessage::Authenticated(Scope::Readonly)),
            _ => Err(WireError::NotUnderstood("scope")),
        },
        _ => Err(WireError::NotUnderstood("auth submessage")),
    }
}

fn decode_status(reader: &mut Reader<'_>) -> Result<bool, WireError> {
    match reader.var_uint()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(WireError::NotUnderstood("sync status")),
    }
}

fn bounded<'a>(bytes: &'a [u8], bytes_max: usize, part: &'static str) -> Result<&'a [u8], WireError> {
    if bytes.len() > bytes_max { Err(WireError::TooLong(part)) } else { Ok(bytes) }
}

fn text(reader: &mut Reader<'_>, bytes_max: usize, part: &'static str) -> Result<String, WireError> {
    let bytes = bounded(reader.buf()?, bytes_max, part)?;
    Ok(std::str::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)?.to_owned())
}

fn encode_body(writer: &mut Writer, body: &Body) {
    match body {
        Body::Sync(message) => {
            writer.var_uint(number::SYNC);
            let (number, bytes) = match message {
                SyncMessage::Step1(bytes) => (number::SYNC_STEP1, bytes),
                SyncMessage::Step2(bytes) => (number::SYNC_STEP2, bytes),
                SyncMessage::Update(bytes) => (number::SYNC_UPDATE, bytes),
            };
            writer.var_uint(number);
            writer.buf(bytes);
        }
        Body::Awareness(bytes) => {
            writer.var_uint(number::AWARENESS);
            writer.buf(bytes);
        }
        Body::Auth(message) => {
            writer.var_uint(number::AUTH);
            encode_auth(writer, message);
        }
        Body::QueryAwareness => writer.var_uint(number::QUERY_AWARENESS),
        Body::Stateless(text) => {
            writer.var_uint(number::STATELESS);
            writer.string(text);
        }
        Body::Close(reason) => {
            writer.var_uint(number::CLOSE);
            if let Some(reason) = reason {
                writer.string(reason);
            }
        }
        Body::SyncStatus(durable) => {
            writer.var_uint(number::SYNC_STATUS);
            writer.var_uint(u64::from(*durable));
        }
        Body::Unknown(number) => writer.var_uint(*number),
    }
}

fn encode_auth(writer: &mut Writer, message: &AuthMessage) {
    match message {
        AuthMessage::Token { token, version } => {
            writer.var_uint(number::AUTH_TOKEN);
            writer.string(token);
            if let Some(version) = version {
                writer.string(version);
            }
        }
        AuthMessage::TokenRequest => writer.var_uint(number::AUTH_TOKEN),
        AuthMessage::PermissionDenied(reason) => {
            writer.var_uint(number::AUTH_PERMISSION_DENIED);
            writer.string(reason);
        }
        AuthMessage::Authenticated(scope) => {
            writer.var_uint(number::AUTH_AUTHENTICATED);
            writer.string(scope.as_str());
        }
    }
}
