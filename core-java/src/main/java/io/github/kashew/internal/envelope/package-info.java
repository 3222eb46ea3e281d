/** The messages of the stored form, generated from {@code envelope.proto}. */
@NullMarked
package io.github.kashew.internal.envelope;

import org.jspecify.annotations.NullMarked;
