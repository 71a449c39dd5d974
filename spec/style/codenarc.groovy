// Few rules, each for a mistake that was really made once; the formatter has the rest.
ruleset {
    AssignmentInConditional
    BrokenNullCheck
    ComparisonWithSelf
    ConsecutiveBlankLines
    DeadCode
    DuplicateImport
    DuplicateMapKey
    DuplicateSetValue
    EmptyCatchBlock
    EmptyIfStatement
    EqualsAndHashCode
    GStringAsMapKey
    LineLength { length = 160; ignoreLineRegex = /.* \|\|? .*/ } // rows of tables may be wider
    MissingBlankLineAfterPackage
    RandomDoubleCoercedToZero
    ReturnFromFinallyBlock
    UnnecessaryGString { enabled = false }
    UnnecessaryGetter { enabled = false }
    UnnecessarySemicolon
    UnnecessaryStringInstantiation
    UnusedArray
    UnusedImport
    UnusedPrivateField
    UnusedPrivateMethod
    UnusedVariable
}
