package groovyinfra.compile;

import groovyinfra.author.Trail;
import org.codehaus.groovy.ast.ASTNode;

/**
 * Numbers the sites of a program: places where a call is made, a property is read, a loop begins. A number is given to no other
 * site of the program, and within one body numbers ascend in the order of evaluation.
 */
final class Sites {
    private int last;

    /** The next site, labelled with the position of the node. */
    long next(ASTNode node) {
        last++;
        return Trail.mark(last, Math.max(0, node.getLineNumber()), Math.max(0, node.getColumnNumber()));
    }
}
