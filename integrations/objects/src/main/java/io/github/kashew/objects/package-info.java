/** The default codec: any record, data class, plain class or collection, by the shape of its declared type. */
@NullMarked
package io.github.kashew.objects;

import org.jspecify.annotations.NullMarked;
