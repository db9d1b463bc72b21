//! The accent color: readable on light and on dark paper, whatever the site's own color is.
//!
//! Contrast is that of WCAG 2.2, success criterion 1.4.3: relative luminance of sRGB colors. Invariant: every color that
//! is made here has a contrast of at least 4.5 : 1 against the paper that it is made for.

/// The contrast that text of any size needs.
const ENOUGH: f64 = 4.5;
/// The papers of the built-in style: the lightest and the darkest ground that text in the accent color stands on.
const LIGHT_PAPER: Color = Color([0xf3, 0xf2, 0xee]);
const DARK_PAPER: Color = Color([0x22, 0x24, 0x27]);

/// An sRGB color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    /// The color that `#rrggbb` names.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    fn hex(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Relative luminance, from 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colors, from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This color moved by `steps` of 255 towards another one.
    fn towards(self, other: Self, steps: u8) -> Self {
        let mixed = |at: usize| {
            let (from, to) = (u32::from(self.0[at]), u32::from(other.0[at]));
            let steps = u32::from(steps);
            u8::try_from((from * (255 - steps) + to * steps) / 255).unwrap_or(u8::MAX)
        };
        Self([mixed(0), mixed(1), mixed(2)])
    }

    /// The nearest color on the way to `extreme` that can be read on `paper`.
    fn readable_on(self, paper: Self, extreme: Self) -> Self {
        (0..=255)
            .map(|steps| self.towards(extreme, steps))
            .find(|color| color.contrast(paper) >= ENOUGH)
            .unwrap_or(extreme)
    }
}

/// The lines of style that give the built-in style sheet its accent.
#[must_use]
pub fn style(accent: Color) -> String {
    let light = accent.readable_on(LIGHT_PAPER, Color([0; 3])).hex();
    let dark = accent.readable_on(DARK_PAPER, Color([255; 3])).hex();
    format!(":root{{--accent:{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_that_is_readable_stays_as_it_is() {
        let blue = Color::from_hex("#0b57d0").unwrap();
        assert_eq!(blue.readable_on(LIGHT_PAPER, Color([0; 3])), blue);
        assert_eq!(Color::from_hex("#0b57d"), None);
        assert_eq!(Color::from_hex("#ääb"), None);
    }

    proptest::proptest! {
        #[test]
        fn every_color_is_made_readable_on_both_papers(channels: [u8; 3]) {
            let color = Color(channels);
            proptest::prop_assert!(color.readable_on(LIGHT_PAPER, Color([0; 3])).contrast(LIGHT_PAPER) >= ENOUGH);
            proptest::prop_assert!(color.readable_on(DARK_PAPER, Color([255; 3])).contrast(DARK_PAPER) >= ENOUGH);
        }
    }
}
