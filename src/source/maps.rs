//! Maps and sets with a fast hash, for names and numbers of a course. These are not hostile input.

use hashbrown::DefaultHashBuilder;

/// [`std::collections::HashMap`] with the hash of [`hashbrown`].
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, DefaultHashBuilder>;

/// [`std::collections::HashSet`] with the hash of [`hashbrown`].
pub(crate) type HashSet<T> = std::collections::HashSet<T, DefaultHashBuilder>;
