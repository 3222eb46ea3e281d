package io.github.kashew.kotlin

import io.github.kashew.CommandKind
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.yield
import java.io.IOException

private suspend fun GuardRoom.counted(): Int = cached("1h", key = "k") { ++runs }

class RefreshingTest :
    FunSpec({
        test("a block inside loads anew and stores; commands") {
            guardTest {
                counted() shouldBe 1
                counted() shouldBe 1
                commands()
                refreshing { counted() } shouldBe 2
                commands() shouldContainExactly listOf(CommandKind.GET, CommandKind.SET)
                counted() shouldBe 2
            }
        }
        test("DEFECT-50: leaving an inner scope restores the outer one, across suspensions") {
            guardTest {
                refreshing {
                    refreshing { yield() }
                    counted() shouldBe 1
                    keyContext("tenant" to "a") { counted() } shouldBe 2
                    yield()
                    counted() shouldBe 3
                }
                counted() shouldBe 3
            }
        }
        test("a load that fails leaves what is stored") {
            guardTest {
                val function =
                    cache.function("f:{n}", simple("1h")) { n: Int ->
                        if (++runs >
                            1
                        ) {
                            throw IOException()
                        } else {
                            n
                        }
                    }
                function(5) shouldBe 5
                refreshing { shouldThrow<IOException> { function(5) } }
                function(5) shouldBe 5
            }
        }
    })
