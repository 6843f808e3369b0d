//! Maps and sets whose keys are hashed quickly: names and numbers of a course, which nobody sends to do harm.

use hashbrown::DefaultHashBuilder;

/// [`std::collections::HashMap`] with the hash of [`hashbrown`].
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, DefaultHashBuilder>;

/// [`std::collections::HashSet`] with the hash of [`hashbrown`].
pub(crate) type HashSet<T> = std::collections::HashSet<T, DefaultHashBuilder>;
