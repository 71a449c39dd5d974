package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.interpret.TemplateSyntaxException
import com.hubspot.jinjava.lib.tag.Tag
import com.hubspot.jinjava.tree.TagNode
import groovy.transform.CompileStatic
import java.util.regex.Pattern

/** Names for one block: <code>{% with a = 1, b = 2 %}..{% endwith %}</code>. */
@CompileStatic
class With implements Tag {
    private static final Pattern NAMED = ~/(?s)(\w+)\s*=(?!=)(.*)/
    final String name = 'with'

    @Override
    String interpret(TagNode node, JinjavaInterpreter interpreter) {
        def values = node.helpers.isBlank() ? [:] : Phrase.split(node.helpers, ',').collectEntries { part ->
            def named = part =~ NAMED
            if (!named.matches()) {
                throw new TemplateSyntaxException(node.helpers.trim(), "Tag 'with' expects name = value, got: $part", node.lineNumber, node.startPosition)
            }
            [named.group(1), interpreter.resolveELExpression(named.group(2), node.lineNumber, node.startPosition)]
        }
        def scope = interpreter.enterScope()
        try {
            values.each { name, value -> interpreter.context[name.toString()] = value }
            return node.children*.render(interpreter).join('')
        } finally {
            scope.close()
        }
    }
}
