package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import kotlinx.coroutines.CoroutineScope
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.seconds

private class Repository {
    val name = "r"

    suspend fun unused(id: Long): String = keyOf { id }

    suspend fun find(id: Long): String = keyOf { name + id }

    suspend fun findAgain(id: Long): String = keyOf { name + id }

    suspend fun findLater(id: Long): String = keyOf { name + id }

    suspend fun String.member(id: Long): String = keyOf { name + this + id }

    suspend fun callMember(id: Long): String = "x".member(id)

    inner class Session {
        suspend fun outerOnly(id: Long): String = keyOf { name + id }

        suspend fun both(id: Long): String = keyOf { toString() + name + id }
    }
}

private data class Tenant(
    val name: String,
) {
    suspend fun find(id: Long): String = keyOf { name + id }
}

private enum class Region {
    EAST,
    WEST,
    ;

    suspend fun find(id: Long): String = keyOf { name + id }
}

private open class Shop {
    open suspend fun find(id: Long): String = keyOf { hashCode() + id }
}

private object EastShop : Shop()

private object WestShop : Shop()

private class Owner {
    companion object : Shop()
}

private object Registry {
    suspend fun find(id: Long): String = keyOf { hashCode() + id }
}

private class Worker :
    CoroutineScope,
    (Long) -> Long {
    override val coroutineContext = EmptyCoroutineContext

    override fun invoke(id: Long): Long = id

    suspend fun find(id: Long): String = keyOf { invoke(id) }
}

private interface Greeting {
    suspend fun greet(id: Long): String = keyOf { hashCode() + id }
}

private data class NamedGreeting(
    val name: String,
) : Greeting

private class PlainGreeting : Greeting

class CapturedThisTest :
    FunSpec({
        test("an object that the block does not use is free to have many instances") {
            Repository().unused(1) shouldBe Repository().unused(1)
        }

        test("one instance without a stable text is accepted and adds nothing to the key") {
            val repository = Repository()
            repository.find(1) shouldEndWith ".Repository.find(long):id=1"
            repository.find(2) shouldEndWith ".Repository.find(long):id=2"
        }

        test("a second live instance is refused, and the first one goes on") {
            val first = Repository()
            val key = first.findAgain(1)

            val refusal = shouldThrow<InvalidKeyException> { Repository().findAgain(1) }

            refusal.message shouldContain "Repository.findAgain(long)"
            refusal.message shouldContain "another instance of ${Repository::class.java.name} is in use"
            refusal.message shouldContain "give key = key(\"findAgain\", id) with what tells the instances apart"
            refusal.message shouldContain "make it a record or a data class or register a format"
            first.findAgain(1) shouldBe key
        }

        test("another instance takes over once the first one was collected") {
            Repository().findLater(1)
            val second = Repository()
            eventually(20.seconds) {
                System.gc()
                second.findLater(1) shouldEndWith ".Repository.findLater(long):id=1"
            }
            shouldThrow<InvalidKeyException> { Repository().findLater(1) }
            second.findLater(2) shouldEndWith ":id=2"
        }

        test("a member extension captures both: the receiver is an argument, the object follows its own rule") {
            Repository().callMember(1) shouldEndWith
                ".Repository.member(String,long):id=1:this_member=x"
        }

        test("an inner class captures the outer object, each level by its own rule") {
            val repository = Repository()
            val session = repository.Session()
            session.outerOnly(1) shouldEndWith "Repository\$Session.outerOnly(long):id=1"
            repository.Session().outerOnly(2) shouldEndWith ":id=2"
            session.both(1) shouldEndWith "Repository\$Session.both(long):id=1"
            shouldThrow<InvalidKeyException> { repository.Session().both(1) }
            session.both(2) shouldEndWith ":id=2"
        }

        test("a data class takes part by its text, with any number of instances") {
            Tenant("a").find(1) shouldEndWith ".Tenant.find(long):id=1:this=(a)"
            Tenant("b").find(1) shouldNotBe Tenant("a").find(1)
            Tenant("a").find(1) shouldBe Tenant("a").find(1)
        }

        test("an enum constant takes part by its name") {
            Region.EAST.find(1) shouldEndWith ".Region.find(long):id=1:this=EAST"
            Region.WEST.find(1) shouldEndWith ".Region.find(long):id=1:this=WEST"
        }

        test("an object may be a scope or a function itself") {
            val worker = Worker()
            worker.find(1) shouldEndWith ".Worker.find(long):id=1"
            shouldThrow<InvalidKeyException> { Worker().find(1) }
            worker.find(2) shouldEndWith ":id=2"
        }

        test("an object declaration is told apart by the function's class") {
            Registry.find(1) shouldEndWith ".Registry.find(long):id=1"
        }

        test("object declarations and companions that inherit the function take part by their class") {
            EastShop.find(1) shouldEndWith ".Shop.find(long):id=1:this=${EastShop::class.java.name}"
            WestShop.find(1) shouldEndWith ".Shop.find(long):id=1:this=${WestShop::class.java.name}"
            Owner.find(1) shouldEndWith ".Shop.find(long):id=1:this=${Owner.Companion::class.java.name}"
        }

        test("each instance follows the rule of its own class") {
            val plain = PlainGreeting()
            plain.greet(1) shouldEndWith ".Greeting.greet(long):id=1"
            NamedGreeting("n").greet(1) shouldEndWith ".Greeting.greet(long):id=1:this=(n)"
            plain.greet(1) shouldEndWith ".Greeting.greet(long):id=1"
            shouldThrow<InvalidKeyException> { PlainGreeting().greet(1) }
            plain.greet(2) shouldEndWith ":id=2"
        }
    })
