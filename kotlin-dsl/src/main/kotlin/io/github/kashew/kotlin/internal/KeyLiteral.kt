package io.github.kashew.kotlin.internal

import java.util.HexFormat

/** Makes names fit for a key, so that one written in backticks cannot act as a pattern, a hash tag or a separator. */
internal object KeyLiteral {
    private val hex = HexFormat.of().withUpperCase()

    /** Returns [name] with every character that is not usual in names as `%` and two digits for each byte in UTF-8. */
    fun escape(name: String): String =
        if (name.all(::isPlain)) {
            name
        } else {
            buildString {
                name.codePoints().forEach { point ->
                    val text = Character.toString(point)
                    if (isPlain(text[0])) {
                        append(text)
                    } else {
                        text.toByteArray().forEach { append('%').append(hex.toHexDigits(it)) }
                    }
                }
            }
        }

    private fun isPlain(char: Char) = char.isLetterOrDigit() || char in "._$-(),[]"
}
