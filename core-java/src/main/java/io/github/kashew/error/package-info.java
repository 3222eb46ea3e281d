/** What Kashew throws, all of it unchecked, and the form in which foreign text appears in messages. */
@NullMarked
package io.github.kashew.error;

import org.jspecify.annotations.NullMarked;
