package io.github.kashew.kotlin.internal

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class KeyLiteralTest :
    FunSpec({
        test("usual names stay as they are") {
            listOf("com.example.A\$B.find-a_1(int[],long)", "größe", "").forEach { KeyLiteral.escape(it) shouldBe it }
        }

        test("patterns, hash tags, separators and control characters are written as bytes") {
            KeyLiteral.escape("a*b?c{d}e:f=g%h i\u0000\u2028😀") shouldBe
                "a%2Ab%3Fc%7Bd%7De%3Af%3Dg%25h%20i%00%E2%80%A8%F0%9F%98%80"
        }
    })
