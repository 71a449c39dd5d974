package groovyinfra.compile;

import groovyinfra.author.Secrets;
import java.util.List;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Whether {@code secret(env: 'TOKEN')} says where the secret comes from. */
record SecretSources(SourceUnit source) {

    void check(MapExpression given) {
        List<Expression> kinds = given.getMapEntryExpressions().stream()
                .map(MapEntryExpression::getKeyExpression)
                .toList();
        for (Expression kind : kinds) {
            if (!Secrets.SOURCES.contains(kind.getText())) {
                CompileProblem.at(
                                kind,
                                "Source of a secret is unknown",
                                "secret has no source '" + kind.getText() + "'",
                                Preparation.attempt(kind.getText(), Secrets.SOURCES, "Give one of " + Secrets.SOURCES))
                        .report(source);
                return;
            }
        }
        if (kinds.size() > 1) {
            CompileProblem.at(
                            kinds.get(1),
                            "Secret needs one source",
                            "given are "
                                    + kinds.stream().map(Expression::getText).toList(),
                            "Leave all but one out")
                    .report(source);
        }
    }
}
