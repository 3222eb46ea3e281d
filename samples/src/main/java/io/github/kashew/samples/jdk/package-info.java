/** Questions about the class files of the running JDK: slow to answer, small to keep, and free of any caching. */
@NullMarked
package io.github.kashew.samples.jdk;

import org.jspecify.annotations.NullMarked;
