/** The backend that keeps encoded records in a Redis server, on Lettuce. */
@NullMarked
package io.github.kashew.redis;

import org.jspecify.annotations.NullMarked;
