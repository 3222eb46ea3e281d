/** The exceptions of Kashew. */
@NullMarked
package io.github.kashew.error;

import org.jspecify.annotations.NullMarked;
