package io.github.kashew.kotlin

import com.tngtech.archunit.core.importer.ClassFileImporter
import io.github.kashew.build.CodeRules
import io.kotest.core.spec.style.FunSpec
import java.nio.file.Path

class ArchitectureTest :
    FunSpec({
        val facade = ClassFileImporter().importPath(Path.of("target/classes"))

        (CodeRules.forAnyLanguage() + CodeRules.guestsUsePublicRooms()).forEach { rule ->
            test("the facade keeps the rule: ${rule.description}") {
                rule.check(facade)
            }
        }
    })
