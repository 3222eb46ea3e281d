/**
 * What a backend is: the storage contract, the records that it keeps, and how it is found by its URL.
 *
 * <p>A backend imports this package and {@code io.github.kashew.error}, and nothing more of Kashew.
 */
@NullMarked
package io.github.kashew.spi;

import org.jspecify.annotations.NullMarked;
