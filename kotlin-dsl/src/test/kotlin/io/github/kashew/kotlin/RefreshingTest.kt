package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.yield
import java.io.IOException

private suspend fun StrategyRoom.counted(): Int = cached("1h", key = "k") { ++loads }

class RefreshingTest :
    FunSpec({
        test("a block inside loads anew and stores; commands") {
            strategyTest {
                counted() shouldBe 1
                counted() shouldBe 1
                commands()
                refreshing { counted() } shouldBe 2
                commands() shouldBe "GET SET"
                counted() shouldBe 2
            }
        }
        test("DEFECT-50: leaving an inner scope restores the outer one, across suspensions") {
            strategyTest {
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
            strategyTest {
                val function =
                    cache.function("f:{n}", simple("1h")) { n: Int ->
                        if (++loads >
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
