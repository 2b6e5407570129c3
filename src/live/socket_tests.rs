use super::*;
use crate::base::ThreadId;

const TOPIC: Topic = Topic::Thread(ThreadId(1));

fn socket(limit: usize) -> Socket {
    Socket::new(1, PersonId(1), Reader { actor: Actor::System, lang: Lang::It }, limit)
}

fn frame(seq: i64) -> Ready {
    Ready { topic: TOPIC, lang: Lang::It, seq: Seq(seq), text: format!("{seq}").into() }
}

fn taken(socket: &Socket) -> Vec<String> {
    socket.take().0.iter().map(|text| text.as_str().to_owned()).collect()
}

#[test]
fn what_arrives_during_the_replay_comes_after_it_and_nothing_twice() {
    let socket = socket(8);
    let token = socket.subscribe(TOPIC, Seq(5), 4).unwrap();
    for seq in [4, 5, 6, 7, 7] {
        assert!(socket.offer(&frame(seq)).is_empty());
    }
    assert!(taken(&socket).is_empty());
    assert!(socket.go_live(token).is_empty());
    socket.offer(&frame(8));
    assert_eq!(taken(&socket), ["6", "7", "8"]);
}

#[test]
fn a_full_queue_becomes_one_frame() {
    let socket = socket(3);
    let token = socket.subscribe(TOPIC, Seq(0), 4).unwrap();
    socket.go_live(token);
    let dropped: Vec<_> = (1..100).flat_map(|seq| socket.offer(&frame(seq))).collect();
    assert_eq!(dropped, [TOPIC]);
    assert_eq!(taken(&socket), [r#"{"op":"catch_up"}"#]);
    assert!(!socket.has(token));
}

#[test]
fn too_much_during_a_replay_is_dropped_too() {
    let socket = socket(3);
    let token = socket.subscribe(TOPIC, Seq(0), 4).unwrap();
    let dropped: Vec<_> = (1..100).flat_map(|seq| socket.offer(&frame(seq))).collect();
    assert_eq!(dropped, [TOPIC]);
    assert!(socket.go_live(token).is_empty());
    assert_eq!(taken(&socket), [r#"{"op":"catch_up"}"#]);
}

#[test]
fn a_removal_comes_after_what_was_before_and_nothing_follows_it() {
    let socket = socket(8);
    let token = socket.subscribe(TOPIC, Seq(0), 4).unwrap();
    assert!(socket.place(token, SpaceId(9)));
    socket.go_live(token);
    socket.offer(&frame(1));
    assert_eq!(socket.remove(SpaceId(8)), []);
    assert_eq!(socket.remove(SpaceId(9)), [TOPIC]);
    socket.offer(&frame(2));
    assert_eq!(taken(&socket), ["1", r#"{"op":"removed","topic":"thread:1"}"#]);
}

#[test]
fn topics_are_counted_and_a_new_subscription_takes_the_place_of_the_old() {
    let socket = socket(8);
    let first = socket.subscribe(TOPIC, Seq(0), 1).unwrap();
    assert!(socket.subscribe(Topic::Me, Seq(0), 1).is_none());
    let second = socket.subscribe(TOPIC, Seq(0), 1).unwrap();
    assert!(!socket.has(first) && socket.has(second));
}
