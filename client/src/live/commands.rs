//! Commands on their way: each is sent again after a break, under the same operation id, until it is answered. The server
//! gives one effect and one answer however often it comes.

use accord_shared::command::{Command, Envelope};
use accord_shared::id::OpId;
use accord_shared::message::{Outcome, ToRoom};
use futures_channel::oneshot;

/// Commands that wait for their answers, oldest first.
#[derive(Debug, Default)]
pub struct Commands {
    waiting: Vec<(Envelope, oneshot::Sender<Outcome>)>,
}

impl Commands {
    /// Takes a command in. The text is to be sent now if there is a connection.
    pub fn add(&mut self, op: OpId, seen: u64, command: Command) -> (String, oneshot::Receiver<Outcome>) {
        let (answer, outcome) = oneshot::channel();
        let envelope = Envelope { op, seen, command };
        let text = text_of(&envelope);
        self.waiting.push((envelope, answer));
        (text, outcome)
    }

    /// What is to be sent over a new connection, oldest first.
    #[must_use]
    pub fn again(&self) -> Vec<String> {
        self.waiting.iter().map(|(envelope, _)| text_of(envelope)).collect()
    }

    /// The server answered. An answer that nobody waits for is the second one to a command that was sent twice.
    pub fn answered(&mut self, op: &OpId, outcome: Outcome) {
        if let Some(place) = self.waiting.iter().position(|(envelope, _)| envelope.op == *op) {
            // The component that asked may be gone; the command was carried out all the same.
            let _ = self.waiting.remove(place).1.send(outcome);
        }
    }

    /// No answer will come to any of them.
    pub fn end(&mut self, sentence: &str) {
        for (_, answer) in self.waiting.drain(..) {
            let _ = answer.send(ended(sentence));
        }
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }
}

/// The outcome of a command that cannot reach the room any more.
#[must_use]
pub fn ended(sentence: &str) -> Outcome {
    Outcome::Refused { code: "ended".to_owned(), sentence: sentence.to_owned() }
}

fn text_of(envelope: &Envelope) -> String {
    // Commands are plain data whose maps have texts as keys: there is nothing that JSON could not say.
    serde_json::to_string(&ToRoom::Command { envelope: envelope.clone() }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(text: &str) -> OpId {
        OpId::new(text).unwrap()
    }

    #[test]
    fn a_command_is_said_again_word_for_word_until_it_is_answered() {
        let mut commands = Commands::default();
        let (first, mut outcome) = commands.add(op("a"), 3, Command::TakeChair);
        let (second, _) = commands.add(op("b"), 3, Command::SetTimer { minutes: 5 });
        assert_eq!(commands.again(), [first.as_str(), second.as_str()]);
        assert_eq!(outcome.try_recv(), Ok(None));
        commands.answered(&op("a"), Outcome::Done { seq: 4 });
        assert_eq!(outcome.try_recv(), Ok(Some(Outcome::Done { seq: 4 })));
        assert_eq!(commands.again(), [second.as_str()]);
        commands.answered(&op("a"), Outcome::Done { seq: 4 });
        assert_eq!(commands.len(), 1);
    }

    #[test]
    fn the_end_answers_everyone() {
        let mut commands = Commands::default();
        let (_, mut outcome) = commands.add(op("a"), 0, Command::TakeChair);
        commands.end("Gone.");
        assert_eq!(outcome.try_recv(), Ok(Some(ended("Gone."))));
        assert_eq!(commands.len(), 0);
    }
}
