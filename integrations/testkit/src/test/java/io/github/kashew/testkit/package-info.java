@NullMarked
package io.github.kashew.testkit;

import org.jspecify.annotations.NullMarked;
