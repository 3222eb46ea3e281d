package io.github.kashew.kotlin.internal

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class CapturedNameTest :
    FunSpec({
        test("a field's name leads to the name in the source, whichever compiler wrote it") {
            val names =
                mapOf(
                    "\$id" to "id",
                    "\$id\$inlined" to "id",
                    "\$this_find" to "this_find",
                    "\$thisIsIt" to "thisIsIt",
                    "\$slow\$delegate" to "slow\$delegate",
                    "$\$v\$c\$k-Id\$-id$0" to "id",
                    "$\$v\$c\$com-example-Id\$-my_id$0\$inlined" to "my_id",
                    "this$0" to "this",
                    "this$1" to "this$1",
                    "\$this" to "this",
                    "this$0\$inlined" to "this",
                )
            names.mapValues { CapturedName.of(it.key) } shouldBe names
        }

        test("only the object around a function is an outer object") {
            listOf("this$0", "this$1", "\$this", "this$0\$inlined").filterNot(CapturedName::isOuterObject) shouldBe
                listOf()
            listOf("\$this_find", "\$thisIsIt", "\$id").filter(CapturedName::isOuterObject) shouldBe listOf()
        }
    })
