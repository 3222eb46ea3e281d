@NullMarked
package io.github.kashew.redis;

import org.jspecify.annotations.NullMarked;
