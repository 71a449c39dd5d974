package groovyinfra.stdlib.files

import com.hubspot.jinjava.el.ext.ExtendedParser
import com.hubspot.jinjava.interpret.InterpretException
import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.interpret.TemplateError
import com.hubspot.jinjava.interpret.UnknownTokenException
import com.hubspot.jinjava.lib.tag.IncludeTag
import com.hubspot.jinjava.loader.LocationResolver
import com.hubspot.jinjava.loader.ResourceLocator
import com.hubspot.jinjava.tree.TagNode
import groovy.transform.CompileStatic
import groovyinfra.model.Position
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Suggestion
import groovyinfra.stdlib.files.jinja.Engine
import groovyinfra.stdlib.files.jinja.None
import java.nio.charset.Charset
import java.nio.file.Path
import java.util.regex.Pattern

/**
 * A template in the syntax of Jinja. What stands outside of its marks comes out byte for byte; a name that is not defined is an
 * error, with the place in the template.
 */
@CompileStatic
class Template {
    /** Stands for the brace of a shell's <code>${#name}</code>, which is no comment, while the text is in the engine. */
    private static final String BRACE = '\uE000'
    private static final String SELF = 'template of groovy-infra'
    /** How the engine begins to speak of a mistake in another file. */
    private static final Pattern IN_INCLUDED = ~/^Warning in `(.*?)` on line (\d+): /
    private static final Engine ENGINE = engine()

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
        bindings.replaceAll { name, value -> None.of(value) }
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
        ENGINE.joined(written(file))
    }

    private String written(Path file) {
        read.call(file).replace('${#', '$' + BRACE + '#')
    }

    private Problem problem(TemplateError error, Map<String, Object> values) {
        List<Throwable> causes = []
        for (Throwable cause = error.exception; cause; cause = cause.cause) {
            causes << cause
        }
        def where = Problem.Where.at(position(error, causes))
        def known = causes.find { it instanceof ProblemException }
        if (known) {
            return ((ProblemException) known).problems().first().at(where.position().get())
        }
        def unknown = (UnknownTokenException) causes.find { it instanceof UnknownTokenException }
        if (unknown) {
            return undefined(unknown.token, where, values)
        }
        new Problem('Template cannot be rendered', where, error.message.replace(BRACE, '{').replace('\n%}', '%}').replaceFirst(IN_INCLUDED, ''), 'Mend the template there')
    }

    private static Problem undefined(String name, Problem.Where where, Map<String, Object> values) {
        if (name.startsWith(ExtendedParser.FILTER_PREFIX)) {
            return unknown('filter', name - ExtendedParser.FILTER_PREFIX, ENGINE.globalContext.allFilters*.name, where)
        }
        if (name.startsWith(ExtendedParser.EXPTEST_PREFIX)) {
            return unknown('test', name - ExtendedParser.EXPTEST_PREFIX, ENGINE.globalContext.allExpTests*.name, where)
        }
        def first = name.tokenize('.[ |').first()
        def near = Suggestion.nearest(first, values.keySet()).filter { it != first }.map { "Did you mean '$it'?".toString() }
        new Problem('Name in template is not defined', where, "'$name' has no value for this host",
                near.orElse("Define it, or give a default: {{ $name | default('') }}".toString()))
    }

    private static Problem unknown(String kind, String name, List<String> known, Problem.Where where) {
        def near = Suggestion.nearest(name, known).map { "Did you mean '$it'?".toString() }
        new Problem("${kind.capitalize()} in template is not known", where, "'$name' is no $kind", near.orElse("Take a $kind of Jinja".toString()))
    }

    private Position position(TemplateError error, List<Throwable> causes) {
        def included = error.message =~ IN_INCLUDED
        if (included) {
            return new Position(source.resolveSibling(included.group(1)).toString(), included.group(2) as int, 0)
        }
        def inside = (Inside) causes.find { it instanceof Inside }
        def file = inside ? source.resolveSibling(inside.file) : source
        def thrown = (InterpretException) (causes.find { it instanceof UnknownTokenException } ?: inside?.cause)
        thrown ? position(file, thrown.lineNumber, thrown.startPosition) : position(file, error.lineno, error.startPosition)
    }

    /** Of something with several lines, the engine says the last one, and counts back from there. */
    private Position position(Path file, int line, int column) {
        def lines = text(file).split('\n', -1)
        def start = lines.take(Math.max(0, line - 1)).sum(0) { it.length() + 1 } as int
        def before = written(file).take(Math.max(0, start + column - 1)).split('\n', -1)
        new Position(file.toString(), before.length, before.last().length() + 1)
    }

    private static Engine engine() {
        def engine = new Engine()
        engine.resourceLocator = new Beside()
        engine.globalContext.registerTag(new Include())
        engine
    }

    /** Says in which file something went wrong: the engine knows the line only. */
    private static final class Include extends IncludeTag {
        @Override
        String interpret(TagNode node, JinjavaInterpreter interpreter) {
            try {
                return super.interpret(node, interpreter)
            } catch (InterpretException failure) {
                throw failure.cause instanceof Inside ? failure
                        : new Inside(interpreter.resolveString(node.helpers.trim(), node.lineNumber, node.startPosition), failure)
            }
        }
    }

    private static final class Inside extends RuntimeException {
        final String file

        Inside(String file, InterpretException cause) {
            super(cause)
            this.file = file
        }
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
