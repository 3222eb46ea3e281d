/** What the build checks in every module. */
@NullMarked
package io.github.kashew.build;

import org.jspecify.annotations.NullMarked;
