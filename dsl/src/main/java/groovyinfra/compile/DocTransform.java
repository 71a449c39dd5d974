package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import groovyinfra.author.Doc;
import groovyinfra.author.Library;
import groovyinfra.model.Fact;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.PropertyNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.ASTTransformation;
import org.codehaus.groovy.transform.GroovyASTTransformation;

/**
 * Keeps the doc comments of libraries and facts in their class files, for help and the reference. It is applied to all classes:
 * authors have nothing to add. What operations say is kept by {@link OperationTransform}.
 */
@GroovyASTTransformation(phase = CompilePhase.SEMANTIC_ANALYSIS)
public final class DocTransform implements ASTTransformation {
    private static final ClassNode LIBRARY = ClassHelper.make(Library.class);
    private static final ClassNode FACT = ClassHelper.make(Fact.class);

    @Override
    public void visit(ASTNode[] nodes, SourceUnit source) {
        for (ClassNode type : ((ModuleNode) nodes[0]).getClasses()) {
            if (type.isDerivedFrom(LIBRARY)) {
                keep(type, source);
            } else if (isFact(type) || (type.getOuterClass() != null && isFact(type.getOuterClass()))) {
                keep(type, source);
                type.getMethods().stream()
                        .filter(DocTransform::isProperty)
                        .filter(it -> it.getLineNumber() > 0)
                        .forEach(it -> keep(it, source));
            }
        }
    }

    private static boolean isFact(ClassNode type) {
        return !type.isInterface() && type.implementsInterface(FACT);
    }

    private static boolean isProperty(MethodNode method) {
        return method.isPublic() && !method.isStatic();
    }

    private static void keep(AnnotatedNode node, SourceUnit source) {
        String text = SourceText.docBefore(node, source);
        List<Expression> defaults = node instanceof ClassNode type ? defaults(type, source) : List.of();
        if (text.isEmpty() && defaults.isEmpty()) {
            return;
        }
        AnnotationNode doc = new AnnotationNode(ClassHelper.make(Doc.class));
        doc.setMember("value", constX(text));
        if (!defaults.isEmpty()) {
            doc.setMember("defaults", new ListExpression(defaults));
        }
        node.addAnnotation(doc);
    }

    private static List<Expression> defaults(ClassNode type, SourceUnit source) {
        return type.getProperties().stream()
                .filter(it -> !it.isStatic())
                .map(PropertyNode::getInitialExpression)
                .map(it -> (Expression) constX(it == null ? "" : SourceText.of(it, source)))
                .toList();
    }
}
