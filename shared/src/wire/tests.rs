//! Frames: captured bytes both ways, round trips of everything, and what hostile bytes come to.

#![expect(clippy::cast_possible_truncation, reason = "any bits of chance will do")]

use proptest::prelude::*;

use super::*;
use crate::wire::limits;

/// A small seeded generator, so that a failure repeats without a recorded case.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: String = hex.chars().filter(|c| !c.is_whitespace()).collect();
    data_encoding::HEXLOWER.decode(digits.as_bytes()).expect("hexadecimal digits")
}

fn d1(body: Body) -> Frame {
    Frame::new(Address::new("d1").expect("an address"), body)
}

#[track_caller]
fn check(hex: &str, frame: Frame) {
    assert_eq!(Frame::decode(&bytes(hex)), Ok(frame.clone()));
    assert_eq!(Frame::decode_from_server(&bytes(hex)), Ok(frame.clone()));
    assert_eq!(frame.encode(), bytes(hex));
}

#[track_caller]
fn check_refused(hex: &str, error: impl Into<WireError>) {
    assert_eq!(Frame::decode(&bytes(hex)), Err(error.into()));
}

#[test]
fn captured_authentication_reads_and_writes_the_same() {
    let token = |version: Option<&str>| {
        d1(Body::Auth(AuthMessage::Token { token: "alice".into(), version: version.map(str::to_owned) }))
    };
    check("026431 02 00 05616c696365 05342e382e30", token(Some("4.8.0")));
    check("026431 02 00 05616c696365", token(None));
    check("026431 02 00", d1(Body::Auth(AuthMessage::TokenRequest)));
    check("026431 02 02 0a726561642d7772697465", d1(Body::Auth(AuthMessage::Authenticated(Scope::ReadWrite))));
    check("026431 02 02 08726561646f6e6c79", d1(Body::Auth(AuthMessage::Authenticated(Scope::Readonly))));
    check("026431 02 01 096261642d746f6b656e", d1(Body::Auth(AuthMessage::PermissionDenied("bad-token".into()))));
}

#[test]
fn captured_synchronisation_reads_and_writes_the_same() {
    check("026431 00 00 01 00", d1(Body::Sync(SyncMessage::Step1(vec![0]))));
    check("026431 00 01 02 0000", d1(Body::Sync(SyncMessage::Step2(vec![0, 0]))));
    let update = bytes("010101000401017402686900");
    check("026431 00 02 0c 010101000401017402686900", d1(Body::Sync(SyncMessage::Update(update))));
    check("026431 08 01", d1(Body::SyncStatus(true)));
    check("026431 08 00", d1(Body::SyncStatus(false)));
}

#[test]
fn captured_presence_and_closing_read_and_write_the_same() {
    check("026431 01 0d 01 01 01 09 7b226e223a2241227d", d1(Body::Awareness(bytes("01010109 7b226e223a2241227d"))));
    check("026431 01 01 00", d1(Body::Awareness(AwarenessUpdate::default().encode())));
    check("026431 03", d1(Body::QueryAwareness));
    check("026431 05 02 6869", d1(Body::Stateless("hi".into())));
    check("026431 07", d1(Body::Close(None)));
    check("026431 07 12 70726f76696465725f696e69746961746564", d1(Body::Close(Some("provider_initiated".into()))));
    check("09", Frame::Ping);
    check("0a", Frame::Pong);
}

#[test]
fn captured_session_stays_in_the_address() {
    let frame = Frame::decode(&bytes("0e 6431 00 6135757063786c63757969 08 01")).expect("a frame");
    let Frame::Document { address, body } = &frame else { panic!("a document's frame") };
    assert_eq!((address.document(), address.session()), ("d1", Some("a5upcxlcuyi")));
    assert_eq!(body, &Body::SyncStatus(true));
    assert_eq!(frame.encode(), bytes("0e 6431 00 6135757063786c63757969 08 01"));
}

#[test]
fn numbers_between_servers_and_numbers_of_the_future_are_unknown() {
    check("026431 04", d1(Body::Unknown(4)));
    check("026431 06", d1(Body::Unknown(6)));
    check("026431 ac02", d1(Body::Unknown(300)));
    assert_eq!(Frame::decode(&bytes("026431 06 ffff")), Ok(d1(Body::Unknown(6))));
}

#[test]
fn malformed_frames_are_refused_with_their_reason() {
    check_refused("", ReadError::Truncated);
    check_refused("026431", ReadError::Truncated);
    check_refused("026431 00 02 05 00", ReadError::Truncated);
    check_refused("026431 03 00", ReadError::TrailingBytes);
    check_refused("026431 08 01 00", ReadError::TrailingBytes);
    check_refused("026431 02 00 0161 0162 00", ReadError::TrailingBytes);
    check_refused("026431 05 01 ff", ReadError::NotUtf8);
    check_refused("02ffff 03", ReadError::NotUtf8);
    check_refused("026431 8800 01", ReadError::IntegerNotShortest);
    check_refused("00 03", AddressError::Blank);
    check_refused("0120 03", AddressError::Blank);
    check_refused("026431 00 03 00", WireError::NotUnderstood("sync submessage"));
    check_refused("026431 02 03 00", WireError::NotUnderstood("auth submessage"));
    check_refused("026431 02 02 0161", WireError::NotUnderstood("scope"));
    check_refused("026431 08 02", WireError::NotUnderstood("sync status"));
}

#[test]
fn what_a_client_sends_is_bounded_and_what_the_server_sends_is_bounded_higher() {
    #[track_caller]
    fn check(part: &'static str, body: fn(usize) -> Body, bytes_max: usize) {
        assert!(Frame::decode(&d1(body(bytes_max)).encode()).is_ok());
        let over = d1(body(bytes_max + 1)).encode();
        let error = Frame::decode(&over).expect_err("over the limit");
        assert_eq!(error, WireError::TooLong(part));
        assert_eq!(error.close_code(), 1009);
        if !matches!(part, "reason" | "token") {
            assert!(Frame::decode_from_server(&over).is_ok());
        }
    }
    check("state vector", |n| Body::Sync(SyncMessage::Step1(vec![0; n])), limits::STATE_VECTOR_BYTES_MAX);
    check("step 2", |n| Body::Sync(SyncMessage::Step2(vec![0; n])), limits::STEP2_BYTES_MAX);
    check("update", |n| Body::Sync(SyncMessage::Update(vec![0; n])), limits::UPDATE_BYTES_MAX);
    check("awareness update", |n| Body::Awareness(vec![0; n]), limits::AWARENESS_BYTES_MAX);
    check("stateless payload", |n| Body::Stateless("x".repeat(n)), limits::STATELESS_BYTES_MAX);
    check("reason", |n| Body::Close(Some("x".repeat(n))), limits::REASON_BYTES_MAX);
    let token = |n| Body::Auth(AuthMessage::Token { token: "x".repeat(n), version: None });
    check("token", token, limits::TOKEN_BYTES_MAX);
    assert_eq!(Frame::decode(&vec![1; limits::FRAME_BYTES_MAX + 1]), Err(WireError::TooLong("frame")));
    let vast = vec![1; limits::SERVER_FRAME_BYTES_MAX + 1];
    assert_eq!(Frame::decode_from_server(&vast), Err(WireError::TooLong("frame")));
}

fn any_address() -> impl Strategy<Value = Address> {
    ("[a-z][a-z0-9/é-]{0,40}", proptest::option::of("[a-z0-9]{1,20}")).prop_map(|(document, session)| {
        let text = session.map_or_else(|| document.clone(), |session| format!("{document}\0{session}"));
        text.parse().expect("an address")
    })
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..200)
}

fn any_body() -> impl Strategy<Value = Body> {
    prop_oneof![
        any_bytes().prop_map(|bytes| Body::Sync(SyncMessage::Step1(bytes))),
        any_bytes().prop_map(|bytes| Body::Sync(SyncMessage::Step2(bytes))),
        any_bytes().prop_map(|bytes| Body::Sync(SyncMessage::Update(bytes))),
        any_bytes().prop_map(Body::Awareness),
        (".{0,20}", proptest::option::of(".{0,8}"))
            .prop_map(|(token, version)| Body::Auth(AuthMessage::Token { token, version })),
        Just(Body::Auth(AuthMessage::TokenRequest)),
        ".{0,20}".prop_map(|reason| Body::Auth(AuthMessage::PermissionDenied(reason))),
        prop_oneof![Just(Scope::ReadWrite), Just(Scope::Readonly)]
            .prop_map(|scope| Body::Auth(AuthMessage::Authenticated(scope))),
        Just(Body::QueryAwareness),
        ".{0,200}".prop_map(Body::Stateless),
        proptest::option::of(".{0,20}").prop_map(Body::Close),
        any::<bool>().prop_map(Body::SyncStatus),
        prop_oneof![Just(4), Just(6), 9..=limits::INTEGER_MAX].prop_map(Body::Unknown),
    ]
}

fn any_frame() -> impl Strategy<Value = Frame> {
    prop_oneof![
        1 => Just(Frame::Ping),
        1 => Just(Frame::Pong),
        20 => (any_address(), any_body()).prop_map(|(address, body)| Frame::new(address, body)),
    ]
}

/// The few cases where the beginning of a frame is itself a frame, by design of the protocol.
fn may_be_cut_to(whole: &Frame, cut: &Frame) -> bool {
    match (whole, cut) {
        // A frame whose address is 9 or 10 bytes long begins with that byte.
        (_, Frame::Ping | Frame::Pong) => true,
        (Frame::Document { address: a, body: whole }, Frame::Document { address: b, body: cut }) => {
            a == b
                && match (whole, cut) {
                    (Body::Auth(AuthMessage::Token { .. }), Body::Auth(AuthMessage::TokenRequest)) => true,
                    (
                        Body::Auth(AuthMessage::Token { token: a, version: Some(_) }),
                        Body::Auth(AuthMessage::Token { token: b, version: None }),
                    ) => a == b,
                    (Body::Close(Some(_)), Body::Close(None)) => true,
                    _ => false,
                }
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn every_frame_reads_back(frame in any_frame()) {
        prop_assert_eq!(Frame::decode(&frame.encode()), Ok(frame.clone()));
        prop_assert_eq!(Frame::decode_from_server(&frame.encode()), Ok(frame));
    }

    #[test]
    fn a_frame_cut_anywhere_is_an_error_or_documented(frame in any_frame()) {
        let bytes = frame.encode();
        for end in 0..bytes.len() {
            if let Ok(cut) = Frame::decode(&bytes[..end]) {
                prop_assert!(may_be_cut_to(&frame, &cut), "{:?} was cut to {:?}", frame, cut);
            }
        }
    }

    #[test]
    fn bytes_after_a_frame_are_an_error(frame in any_frame(), extra in 0u8..=255) {
        let mut bytes = frame.encode();
        bytes.push(extra);
        if let Ok(Frame::Document { body, .. }) = Frame::decode(&bytes) {
            // An optional text of length zero, or a payload that nobody reads.
            let optional = extra == 0 && matches!(body, Body::Auth(AuthMessage::Token { .. }) | Body::Close(Some(_)));
            prop_assert!(optional || matches!(body, Body::Unknown(_)));
        }
    }
}

#[test]
fn a_hundred_thousand_random_and_mutated_frames_are_answered_without_a_panic() {
    let seeds = [
        d1(Body::Auth(AuthMessage::Token { token: "alice".into(), version: Some("4.8.0".into()) })),
        d1(Body::Sync(SyncMessage::Update(bytes("010101000401017402686900")))),
        d1(Body::Awareness(bytes("01010109 7b226e223a2241227d"))),
        d1(Body::Close(Some("provider_initiated".into()))),
        d1(Body::SyncStatus(true)),
    ];
    let mut state = 0x0acc_04d0;
    let mut read = 0;
    for round in 0..100_000 {
        let mut bytes = seeds[round % seeds.len()].encode();
        if round % 4 == 0 {
            bytes = (0..next(&mut state) % 40).map(|_| next(&mut state) as u8).collect();
        } else {
            for _ in 0..=next(&mut state) % 3 {
                let at = next(&mut state) as usize % bytes.len();
                bytes[at] = next(&mut state) as u8;
            }
        }
        if let Ok(frame) = Frame::decode(&bytes) {
            read += 1;
            // Whatever is read is written the same, but for the payload of an unknown number.
            match &frame {
                Frame::Document { body: Body::Unknown(_), .. } => {}
                _ => assert_eq!(frame.encode(), bytes, "round {round}"),
            }
            if let Frame::Document { body: Body::Awareness(update), .. } = frame {
                let _ = AwarenessUpdate::decode(&update);
            }
        }
    }
    assert!(read > 1_000, "only {read} mutants were frames, so that little was tried");
}
