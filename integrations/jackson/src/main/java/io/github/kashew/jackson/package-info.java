/** Stored values as JSON, by Jackson 3. */
@NullMarked
package io.github.kashew.jackson;

import org.jspecify.annotations.NullMarked;
