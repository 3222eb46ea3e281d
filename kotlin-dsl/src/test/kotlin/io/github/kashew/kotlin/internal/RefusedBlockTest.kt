package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldStartWith
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.isActive
import kotlinx.coroutines.runBlocking

private class Handle

private class Loader : suspend () -> Long {
    override suspend fun invoke(): Long = 1
}

private suspend fun either(id: Long): String = if (id > 0) keyOf { id } else keyOf { -id }

private suspend fun nested(id: Long): String {
    var inner = ""
    val outer = suspend { inner = keyOf { id } }
    outer()
    return inner + keyOf { id }
}

private suspend fun unstable(
    id: Long,
    name: String,
    handle: Handle,
): String = keyOf { "$id$name$handle" }

private suspend fun unstableAny(value: Any): String = keyOf { value }

private suspend fun Handle.unstableReceiver(id: Long): String = keyOf { "$this$id" }

private suspend fun counter(id: Long): String {
    var count = 0
    return keyOf { id + count++ } + count
}

private suspend fun holder(id: Long): String {
    var text = "a"
    return keyOf { text += id } + text
}

private suspend fun function(
    id: Long,
    then: (Long) -> Long,
): String = keyOf { then(id) }

private suspend fun optionalFunction(
    id: Long,
    then: ((Long) -> Long)?,
): String = keyOf { then?.invoke(id) }

private suspend fun helper(block: suspend () -> Long): String = keyOf { block() }

private suspend fun delegated(id: Long): String {
    val slow by lazy { id + 1 }
    return keyOf { slow }
}

private suspend fun scoped(): String = coroutineScope { keyOf { isActive } }

private suspend fun target(): Long = 1

private suspend fun referring(): String = keyOf(::target)

private suspend fun converted(block: () -> Long): String = keyOf(block)

private suspend fun passed(block: suspend () -> Long): String = keyOf(block)

private val inProperty: suspend () -> String = { keyOf { 1 } }

private class InConstructor {
    val key = runBlocking { keyOf { 1 } }
}

class RefusedBlockTest :
    FunSpec({
        suspend fun refusal(block: suspend () -> Unit): String =
            shouldThrow<InvalidKeyException> { block() }.message.shouldNotBeNull()

        context("two keyless blocks in one function") {
            test("in two branches") {
                val first = either(1)
                val message = refusal { either(-1) }
                message shouldStartWith "keyless block in $FILE.either(long): "
                message shouldContain "already has a keyless block ($FILE\$either\$2, this one is $FILE\$either\$3)"
                message shouldContain "nested and conditional ones included"
                message shouldEndWith "give each of them a key with a name of its own, such as key(\"either\", id)"
                either(1) shouldBe first
                refusal { either(-1) } shouldBe message
            }

            test("one of them in a lambda of the function") {
                refusal { nested(1) } shouldContain "keyless block in $FILE.nested(long): the function already has"
            }
        }

        context("captured values") {
            test("without a stable text") {
                val failure = shouldThrow<InvalidKeyException> { unstable(1, "n", Handle()) }
                failure.message shouldBe
                    "keyless block in $FILE.unstable(long,String,Handle): captured value 'handle' " +
                    "has no stable text (parameter 'handle' of type Handle has no key form); " +
                    "give key = key(\"unstable\", id, name)"
                failure.cause.shouldNotBeNull()
            }

            test("without a stable text, as a receiver") {
                refusal { Handle().unstableReceiver(1) } shouldContain "captured value 'this_unstableReceiver' has no"
            }

            test("local variables that change") {
                val message = refusal { counter(1) }
                message shouldContain "captured value 'count' is a local variable that changes"
                message shouldEndWith "give key = key(\"counter\", id)"
                refusal { holder(1) } shouldContain "captured value 'text' is a local variable that changes"
            }

            test("functions, present or not") {
                val message = refusal { function(1) { it } }
                message shouldContain "captured value 'then' is a function, which has no stable text"
                message shouldEndWith "give key = key(\"function\", id)"
                refusal { optionalFunction(1, null) } shouldContain "captured value 'then' is a function"
                refusal { unstableAny({ 1 }) } shouldContain "captured value 'value' is a function"
            }

            test("a block that a helper wraps") {
                refusal { helper { 1 } } shouldContain
                    "captured value 'block' is a function, which has no stable text; " +
                    "a helper that wraps a block takes the key as a parameter; give key = key(\"helper\")"
            }

            test("delegates and scopes, which belong to one call") {
                refusal { delegated(1) } shouldContain
                    "captured value 'slow\$delegate' of type kotlin.Lazy belongs to this one call"
                refusal { scoped() } shouldContain "of type kotlinx.coroutines.CoroutineScope belongs to this one call"
                refusal { unstableAny(lazy { 1 }) } shouldContain "belongs to this one call"
            }
        }

        context("what is not a block written in a function") {
            test("callable references, converted functions and objects of a class") {
                val advice = "write a lambda in place or give key = key(\"name\", …)"
                refusal { referring() } shouldEndWith advice
                refusal { passed(::target) } shouldEndWith advice
                refusal { converted { 1 } } shouldEndWith advice
                refusal { passed(Loader()) } shouldStartWith
                    "keyless block in $HERE.Loader: a callable reference, a converted function or an object of a class"
            }

            test("a block in a property") {
                val message = refusal { inProperty() }
                message shouldContain "not written inside a function but in a property, a constructor"
                message shouldEndWith "give key = key(\"name\", …)"
            }

            test("a block in a constructor") {
                refusal { InConstructor() } shouldContain "in a property, a constructor or a lambda kept in one"
            }

            test("a block in the body of a test") {
                refusal { keyOf { 1 } } shouldContain "such as the body of a test"
            }
        }
    }) {
    private companion object {
        val HERE: String = RefusedBlockTest::class.java.packageName
        val FILE = "${RefusedBlockTest::class.java.name}Kt"
    }
}
