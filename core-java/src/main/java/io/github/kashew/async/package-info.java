/** Small pieces for working with {@link java.util.concurrent.CompletionStage}s without needless hops or allocations. */
@NullMarked
package io.github.kashew.async;

import org.jspecify.annotations.NullMarked;
