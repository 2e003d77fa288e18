//! Decisions that differ from one value to the next and are the same on every run.

/// How a value of a schema is made, by its number.
pub(super) struct Dice {
    number: usize,
    state: u64,
    /// How many more parts the value may have before what may be left out is.
    left: usize,
}

/// Schemas that refer to each other a hundred ways would make values without end.
const PARTS: usize = 300;

impl Dice {
    /// The decisions of the value of this number.
    pub(super) fn new(key: &str, number: usize) -> Self {
        let seed = key
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self { number, state: seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), left: PARTS }
    }

    /// Counts a part of the value.
    pub(super) fn count(&mut self) {
        self.left = self.left.saturating_sub(1);
    }

    fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of so many: in turn for the first values, by chance for the rest.
    pub(super) fn one_of(&mut self, count: usize) -> usize {
        let count = count.max(1);
        let roll = self.roll() as usize % count;
        match self.number {
            0 | 1 => 0,
            number if number < 8 => (number - 2) % count,
            _ => roll,
        }
    }

    /// Whether something that may be left out is there: never in the first value, always in the second.
    pub(super) fn is_there(&mut self) -> bool {
        let roll = self.roll();
        match self.number {
            _ if self.left == 0 => false,
            0 => false,
            1 | 2 => true,
            _ => !roll.is_multiple_of(3),
        }
    }

    /// Whether something that may be null is.
    pub(super) fn is_null(&mut self) -> bool {
        let roll = self.roll();
        match self.number {
            0 | 1 => false,
            3 => true,
            _ => roll.is_multiple_of(5),
        }
    }

    /// Whether something is done that a schema allows and nobody thinks of: a discriminator's value that is not mapped, two
    /// members at once.
    pub(super) fn is_odd(&mut self) -> bool {
        let roll = self.roll();
        self.number > 3 && roll.is_multiple_of(4)
    }

    /// A number to make texts and numbers differ.
    pub(super) fn salt(&mut self) -> usize {
        (self.roll() % 1000) as usize
    }
}
