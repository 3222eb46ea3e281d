/**
 * What an application imports: {@link io.github.kashew.Cache} and what its methods speak of.
 */
@NullMarked
package io.github.kashew;

import org.jspecify.annotations.NullMarked;
