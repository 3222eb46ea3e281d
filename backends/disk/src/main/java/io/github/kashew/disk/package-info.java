/** The backend that keeps bytes in SQLite files, which several processes may share. */
@NullMarked
package io.github.kashew.disk;

import org.jspecify.annotations.NullMarked;
