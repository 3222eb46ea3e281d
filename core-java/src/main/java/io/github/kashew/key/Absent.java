package io.github.kashew.key;

/** The value of a path that leads nowhere: behind a null, beyond the end of a list, at a key that a map does not have. */
enum Absent {
    VALUE
}
