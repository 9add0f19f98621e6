/// Public points in a row, on their way into a table.
///
/// Their coordinates are kept apart: an array of points would copy each through a weak function of its size (96 octets), and in a debug
/// build, where kernels have one too, the linker may take a kernel's for everybody, in instructions that the CPU lacks.
struct PublicPointsP256 {
    private var x: [FieldP256] = []
    private var y: [FieldP256] = []
    private var z: [FieldP256] = []

    /// In the order in which they were appended.
    var indices: Range<Int> { x.indices }

    /// None of them is infinity.
    mutating func append(_ point: PointP256) {
        x.append(point.x)
        y.append(point.y)
        z.append(point.z)
    }

    /// The affine points, with one inversion for all (Montgomery's trick).
    func affine() -> [PointP256.Affine] {
        var products: [FieldP256] = []
        var product = FieldP256.one
        for z in z {
            products.append(product)
            product = product * z
        }
        var inverse = product.inverse()
        var affine: [PointP256.Affine] = []
        for index in indices.reversed() {
            let ownInverse = inverse * products[index]
            let square = ownInverse.squared()
            affine.append(PointP256.Affine(x: x[index] * square, y: y[index] * (square * ownInverse)))
            inverse = inverse * z[index]
        }
        return affine.reversed()
    }
}
