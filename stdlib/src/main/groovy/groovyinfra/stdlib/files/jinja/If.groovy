package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.lib.tag.IfTag
import com.hubspot.jinjava.tree.TagNode
import groovy.transform.CompileStatic

/** A condition for which a text is true that is not empty, whatever it says. */
@CompileStatic
class If extends IfTag {
    @Override
    boolean isPositiveIfElseNode(TagNode node, JinjavaInterpreter interpreter) {
        Python.truth(interpreter.resolveELExpression(node.helpers, node.lineNumber, node.startPosition))
    }
}
