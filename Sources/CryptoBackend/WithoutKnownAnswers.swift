/// A key share or key pair of a library that cannot be told what it draws, so that no private value of a standard's example can be given
/// to it: agreement with itself and with other backends stands for the known answer.
public protocol WithoutKnownAnswers {}
