package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.tag.ForTag
import com.hubspot.jinjava.tree.Node
import com.hubspot.jinjava.tree.TagNode
import com.hubspot.jinjava.tree.parse.TagToken
import groovy.transform.CompileStatic

/** A loop with its condition and its other branch, through the letters of a text as well. */
@CompileStatic
class For extends ForTag {
    @Override
    String interpretUnchecked(TagNode node, JinjavaInterpreter interpreter) {
        def head = getLoopVarsAndExpression((TagToken) node.master)
        def names = head.left
        def parts = Phrase.split(head.right, 'if')
        def all = Python.items(interpreter.resolveELExpression(parts.first(), node.lineNumber)).collect { None.of(it) }
        def unpacked = names.size() == 1 ? all : all.collect { unpack(it, names) }
        def items = parts.size() == 1 ? unpacked : unpacked.findAll { fits(it, names, parts.drop(1).join(' if '), node, interpreter) }
        def children = node.children
        def other = children.findIndexOf { it instanceof TagNode && it.name == 'else' }
        if (items.isEmpty()) {
            return other < 0 ? '' : children.drop(other + 1)*.render(interpreter).join('')
        }
        def body = new TagNode(this, (TagToken) node.master, node.symbols)
        body.children = new LinkedList<Node>(other < 0 ? children : children.take(other))
        renderForCollection(body, interpreter, names, items)
    }

    private static Object unpack(Object item, List<String> names) {
        def values = item instanceof Sequences.Group ? [item.grouper, item.list] : Python.items(item)
        if (values.size() != names.size()) {
            throw Refusal.of("${Python.text(item)} has not ${names.size()} parts, for ${names.join(', ')}")
        }
        values.collect { None.of(it) }
    }

    private static boolean fits(Object item, List<String> names, String condition, TagNode node, JinjavaInterpreter interpreter) {
        def scope = interpreter.enterScope()
        try {
            def values = names.size() == 1 ? [item] : Python.items(item)
            names.eachWithIndex { name, index -> interpreter.context[name] = interpreter.wrap(values[index]) }
            return Python.truth(interpreter.resolveELExpression(condition, node.lineNumber))
        } finally {
            scope.close()
        }
    }
}
