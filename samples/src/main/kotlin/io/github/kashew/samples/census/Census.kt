package io.github.kashew.samples.census

import io.github.kashew.error.InvalidKeyException
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.withCache
import io.github.kashew.samples.jdk.Answer
import io.github.kashew.samples.jdk.JdkClasses
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import kotlin.time.measureTime
import kotlin.time.measureTimedValue
import kotlin.time.toJavaDuration

private const val CROWD = 10_000

/** Takes the census of the whole JDK, or of the module that `--module` names. In Java, this is `Census.java`. */
public fun main(args: Array<String>): Unit =
    runBlocking {
        val report = CensusReport.toConsole()
        val options = CensusOptions.parseOrExit(*args)
        val jdk = options.classes().reporting(report.progress())
        val kept = options.keptAnswers()
        Cache { route("", kept.url()) }.use { cache ->
            val questions = CachedQuestions(cache, jdk)
            withCache(cache) { takeCensus(jdk, questions, report) }
            report.end(questions.loads, kept)
        }
    }

private suspend fun takeCensus(
    jdk: JdkClasses,
    questions: CachedQuestions,
    report: CensusReport,
) {
    report.begin(jdk)
    report.askTwice("Who implements java.util.Collection?", questions) { implementors("java.util.Collection") }
    report.askTwice("Which methods are the largest?", questions) { largestMethods(3) }
    report.askTwice("Who calls System.exit?", questions) { callers("java.lang.System", "exit") }
    report.askTwice("Which modules lean on which?", questions) { dependencies(5) }
    report.table()
    report.askAsCrowd(questions)
    report.askInBatches(questions, jdk.modules())
    report.askWithWrongKey(questions)
}

private suspend fun CensusReport.askTwice(
    question: String,
    questions: CachedQuestions,
    ask: suspend CachedQuestions.() -> Answer,
) {
    heading(question)
    val loadsBefore = questions.loads
    val first = measureTimedValue { questions.ask() }
    val second = measureTime { questions.ask() }
    answer(first.value)
    add(Asked(question, first.duration.toJavaDuration(), second.toJavaDuration(), questions.loads - loadsBefore))
}

private suspend fun CensusReport.askAsCrowd(questions: CachedQuestions) {
    heading("10,000 coroutines ask one question at once: which strings are used most?")
    val loadsBefore = questions.loads
    val crowd =
        measureTimedValue {
            coroutineScope { List(CROWD) { async { questions.mostUsedStrings(3) } }.awaitAll() }
        }
    crowd(CROWD, crowd.duration.toJavaDuration(), questions.loads - loadsBefore, crowd.value.first())
}

private suspend fun CensusReport.askInBatches(
    questions: CachedQuestions,
    modules: List<String>,
) {
    for (size in listOf(3, 6)) {
        val batch = modules.take(size)
        heading("How big are these modules? Asked in one batch: ${batch.joinToString()}")
        val loadsBefore = questions.loads
        val sizes = measureTimedValue { questions.sizes(batch) }
        batch(sizes.value.values, sizes.duration.toJavaDuration(), questions.loads - loadsBefore)
    }
}

private suspend fun CensusReport.askWithWrongKey(questions: CachedQuestions) {
    heading("A wrong key: an object whose text says nothing about it")
    try {
        questions.wrongKey()
    } catch (e: InvalidKeyException) {
        refused("""key("largest", jdk)""", e)
    }
}
