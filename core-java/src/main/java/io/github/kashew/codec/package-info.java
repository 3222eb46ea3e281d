/** Values to bytes and back: codecs, signers and compressors. What an application may extend. */
@NullMarked
package io.github.kashew.codec;

import org.jspecify.annotations.NullMarked;
