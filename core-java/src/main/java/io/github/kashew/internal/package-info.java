/** How a cache works inside: routes, stores, plans and flights. Not exported. */
@NullMarked
package io.github.kashew.internal;

import org.jspecify.annotations.NullMarked;
