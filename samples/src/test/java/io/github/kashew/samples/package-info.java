@NullMarked
package io.github.kashew.samples;

import org.jspecify.annotations.NullMarked;
