package groovyinfra.stdlib.files

import com.hubspot.jinjava.Jinjava
import com.hubspot.jinjava.JinjavaConfig
import com.hubspot.jinjava.LegacyOverrides
import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.interpret.TemplateError
import com.hubspot.jinjava.interpret.UnknownTokenException
import com.hubspot.jinjava.loader.LocationResolver
import com.hubspot.jinjava.loader.ResourceLocator
import groovy.transform.CompileStatic
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Suggestion
import java.nio.charset.Charset
import java.nio.file.Path

/**
 * A template in the syntax of Jinja. What stands outside of its marks comes out byte for byte; a name that is not defined is an
 * error, with the place in the template.
 */
@CompileStatic
class Template {
    /** Stands for the brace of a shell's <code>${#name}</code>, which is no comment, while the text is in the engine. */
    private static final String BRACE = '\uE000'
    private static final String SELF = 'template of groovy-infra'
    private static final Jinjava ENGINE = engine()

    private final Path source
    private final Closure<String> read

    /** A template, and how files of the controller are read. */
    Template(Path source, Closure<String> read) {
        this.source = source
        this.read = read
    }

    /** The text that these values make of it, and whether a secret is in it. */
    Rendered render(Map<String, Object> values) {
        def seen = new Values()
        def bindings = seen.bindings(values)
        bindings[SELF] = this
        def result = ENGINE.renderForResult(text(source), bindings)
        if (result.errors) {
            throw new ProblemException(problem(result.errors.first(), values))
        }
        new Rendered(result.output.replace(BRACE, '{'), seen.hidden)
    }

    /** A text, and whether it may be shown. */
    static record Rendered(String text, boolean hidden) {}

    private String text(Path file) {
        read.call(file).replace('${#', '$' + BRACE + '#')
    }

    private Problem problem(TemplateError error, Map<String, Object> values) {
        def where = Problem.Where.at(new Position(source.toString(), Math.max(1, error.lineno), 1))
        def cause = error.exception
        while (cause?.cause && !(cause instanceof UnknownTokenException) && !(cause instanceof ProblemException)) {
            cause = (Exception) cause.cause
        }
        if (cause instanceof ProblemException) {
            return cause.problems().first().at(where.position().get())
        }
        if (cause instanceof UnknownTokenException) {
            def name = cause.token
            def first = name.tokenize('.[ |').first()
            def near = Suggestion.nearest(first, values.keySet()).filter { it != first }.map { "Did you mean '$it'?".toString() }
            return new Problem('Name in template is not defined', where, "'$name' has no value for this host",
                    near.orElse("Define it, or give a default: {{ $name | default('') }}".toString()))
        }
        new Problem('Template cannot be rendered', where, error.message.replace(BRACE, '{'), 'Mend the template there')
    }

    private static Jinjava engine() {
        def legacy = LegacyOverrides.newBuilder().withIterateOverMapKeys(true).withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true).build()
        def config = JinjavaConfig.newBuilder().withFailOnUnknownTokens(true).withTrimBlocks(true).withKeepTrailingNewline(true)
                .withNestedInterpretationEnabled(false).withRangeLimit(1_000_000).withLegacyOverrides(legacy).build()
        def engine = new Jinjava(config)
        engine.resourceLocator = new Beside()
        engine
    }

    /** Finds what a template includes, beside that template. */
    private static final class Beside implements ResourceLocator {
        @Override
        String getString(String name, Charset encoding, JinjavaInterpreter interpreter) {
            def template = (Template) interpreter.context[SELF]
            template.text(template.source.resolveSibling(name))
        }

        @Override
        Optional<LocationResolver> getLocationResolver() {
            Optional.empty()
        }
    }
}
