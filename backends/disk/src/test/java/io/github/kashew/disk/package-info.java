@NullMarked
package io.github.kashew.disk;

import org.jspecify.annotations.NullMarked;
